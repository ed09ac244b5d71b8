// Elements are built, never parsed: a text of the wire can only become a text node.

const SVG = "http://www.w3.org/2000/svg";

/** An element; `on…` are listeners, `data` its dataset, known properties are set, the rest are attributes. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  if (tag === "button") node.type = "button";
  for (const [name, value] of Object.entries(props)) assign(node, name, value);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function assign(node, name, value) {
  if (value === null || value === undefined) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "class") node.className = value;
  else if (name === "data") Object.assign(node.dataset, value);
  else if (name in node) node[name] = value;
  else node.setAttribute(name, value);
}

export function icon(name, extra = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `icon ${extra}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/phones/static/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** The address if a browser may open it without harm, else null ("javascript:" and the like). */
export function safeAddress(address) {
  const url = URL.canParse(address, location.href) ? new URL(address, location.href) : null;
  return url && ["http:", "https:", "mailto:", "tel:", "blob:"].includes(url.protocol) ? url.href : null;
}

export const same = (a, b) => String(a) === String(b);
