// A picture for visitors who have none at hand: a road site, different each time, stamped with the rehearsal's moment.

import { day, hhmm } from "./dates.js";

const WIDTH = 1280;
const HEIGHT = 960;
const HORIZON = 430;
let drawn = 0;

/** A JPEG file of 1280 × 960 pixels. */
export async function samplePicture(now) {
  drawn += 1;
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  sky(pen);
  hills(pen);
  road(pen, 0.35 + 0.13 * (drawn % 5));
  stakes(pen);
  roller(pen, 520 + 90 * (drawn % 3), 560);
  stamp(pen, now);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.86));
  return new File([blob], `hien-truong-${drawn}.jpg`, { type: "image/jpeg" });
}

function fill(pen, color, points) {
  pen.fillStyle = color;
  pen.beginPath();
  points.forEach(([x, y]) => pen.lineTo(x, y));
  pen.fill();
}

function gradient(pen, from, to, top, bottom) {
  const shade = pen.createLinearGradient(0, from, 0, to);
  shade.addColorStop(0, top);
  shade.addColorStop(1, bottom);
  return shade;
}

function sky(pen) {
  pen.fillStyle = gradient(pen, 0, HORIZON, "#7fb2dd", "#e6eef0");
  pen.fillRect(0, 0, WIDTH, HORIZON);
  pen.fillStyle = "rgba(255, 255, 255, 0.75)";
  for (const [x, y, r] of [[220, 130, 46], [275, 120, 60], [340, 136, 44], [900, 90, 38], [950, 84, 52], [1005, 96, 36]]) {
    pen.beginPath();
    pen.ellipse(x + 60 * (drawn % 4), y, r * 1.5, r * 0.7, 0, 0, 2 * Math.PI);
    pen.fill();
  }
}

function hills(pen) {
  for (const [color, base, swing, shift] of [["#8fb0a2", 330, 46, 0], ["#6f9a7c", 375, 34, 2], ["#56865f", 410, 18, 4]]) {
    const points = [[0, HEIGHT]];
    for (let x = 0; x <= WIDTH; x += 20) points.push([x, base - swing * Math.sin(x / 150 + shift + drawn) - swing * 0.5 * Math.sin(x / 61 + drawn)]);
    fill(pen, color, [...points, [WIDTH, HEIGHT]]);
  }
  pen.fillStyle = gradient(pen, HORIZON, HEIGHT, "#7da35a", "#5f8544");
  pen.fillRect(0, HORIZON, WIDTH, HEIGHT - HORIZON);
}

/** The roadbed in red earth, asphalted from the viewer's feet up to the given share. */
function road(pen, share) {
  const edge = (y, side) => 640 + side * (40 + (y - HORIZON) * 0.95);
  const band = (color, from, to, widen) => fill(pen, color, [[edge(from, -1) - widen, from], [edge(from, 1) + widen, from], [edge(to, 1) + widen, to], [edge(to, -1) - widen, to]]);
  band("#8a5a3a", HORIZON, HEIGHT, 34);
  band("#a97049", HORIZON, HEIGHT, 0);
  const front = HEIGHT - (HEIGHT - HORIZON) * share;
  band("#4a4d52", front, HEIGHT, 0);
  pen.fillStyle = "#e9e5d6";
  for (let y = front + 12; y < HEIGHT; y += 90) pen.fillRect(640 - (y - HORIZON) * 0.012, y, (y - HORIZON) * 0.024, 46);
}

function stakes(pen) {
  for (let i = 0; i < 7; i++) {
    const y = HORIZON + 40 + i * i * 11;
    const height = 34 + i * 16;
    for (const side of [-1, 1]) {
      const x = 640 + side * (90 + (y - HORIZON) * 1.05);
      for (let part = 0; part < 4; part++) {
        pen.fillStyle = part % 2 ? "#f4f4f4" : "#d3342f";
        pen.fillRect(x - 3 - i * 0.6, y - height + (part * height) / 4, 6 + i * 1.2, height / 4);
      }
    }
  }
}

function roller(pen, x, y) {
  const wheel = (cx, cy, r, color) => {
    pen.fillStyle = color;
    pen.beginPath();
    pen.arc(cx, cy, r, 0, 2 * Math.PI);
    pen.fill();
  };
  pen.fillStyle = "rgba(0, 0, 0, 0.25)";
  pen.fillRect(x - 50, y + 66, 300, 14);
  fill(pen, "#e0a21b", [[x + 20, y - 30], [x + 150, y - 30], [x + 200, y + 10], [x + 200, y + 44], [x, y + 44]]);
  fill(pen, "#c98d12", [[x + 60, y - 110], [x + 150, y - 110], [x + 158, y - 96], [x + 52, y - 96]]);
  pen.fillStyle = "#2d3136";
  pen.fillRect(x + 64, y - 98, 8, 70);
  pen.fillRect(x + 138, y - 98, 8, 70);
  wheel(x - 2, y + 36, 44, "#5c6168");
  wheel(x - 2, y + 36, 14, "#2d3136");
  wheel(x + 172, y + 40, 40, "#23262a");
  wheel(x + 172, y + 40, 16, "#e0a21b");
}

function stamp(pen, now) {
  pen.fillStyle = "rgba(0, 0, 0, 0.5)";
  pen.fillRect(0, HEIGHT - 132, WIDTH, 132);
  pen.fillStyle = "#fff";
  pen.font = "bold 46px sans-serif";
  pen.fillText(`${hhmm(now)} · ${day(now)}`, 36, HEIGHT - 74);
  pen.font = "32px sans-serif";
  pen.fillText(`Hiện trường thi công đường liên xã – ảnh mẫu số ${drawn}`, 36, HEIGHT - 26);
}
