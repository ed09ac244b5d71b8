// Vietnam has had one offset and no summer time since 1975, so the page needs no time zone data.

const OFFSET = 7 * 3600 * 1000;
const DAYS = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];
const SHORT = ["CN", "T2", "T3", "T4", "T5", "T6", "T7"];

const two = (number) => String(number).padStart(2, "0");
const there = (moment) => new Date(new Date(moment).getTime() + OFFSET);

/** Hours and minutes, "08:00". */
export function hhmm(moment) {
  const date = there(moment);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** "Thứ Năm 23/11/2023". */
export function day(moment) {
  const date = there(moment);
  return `${DAYS[date.getUTCDay()]} ${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;
}

/** "Thứ Năm, ngày 23 tháng 11 năm 2023". */
export function inWords(moment) {
  const date = there(moment);
  return `${DAYS[date.getUTCDay()]}, ngày ${date.getUTCDate()} tháng ${date.getUTCMonth() + 1} năm ${date.getUTCFullYear()}`;
}

/** "T5 23/11". */
export function shortDay(moment) {
  const date = there(moment);
  return `${SHORT[date.getUTCDay()]} ${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}`;
}
