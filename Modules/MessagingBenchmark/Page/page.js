"use strict";
// Everything can be read without this: it shows figures where one points, and hides lines whose name is clicked.
const tip = document.createElement("div");
tip.className = "tip";
tip.hidden = true;
document.body.append(tip);

for (const title of document.querySelectorAll(".plot g title")) {
  const mark = title.parentNode;
  mark.dataset.tip = title.textContent;
  title.remove();
}

function show(event) {
  const mark = event.target.closest?.("[data-tip]");
  tip.hidden = !mark;
  if (!mark) return;
  tip.textContent = mark.dataset.tip;
  const box = mark.getBoundingClientRect();
  const middle = (box.left + box.right - tip.offsetWidth) / 2;
  const left = Math.max(8, Math.min(middle, document.documentElement.clientWidth - tip.offsetWidth - 8));
  const above = box.top - tip.offsetHeight - 6;
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${(above < 0 ? box.bottom + 6 : above) + scrollY}px`;
}
document.addEventListener("pointerover", show);
document.addEventListener("pointerdown", show);

for (const name of document.querySelectorAll(".plot .series .name")) {
  const series = name.parentNode;
  name.setAttribute("role", "button");
  name.setAttribute("tabindex", "0");
  name.setAttribute("aria-pressed", "true");
  const toggle = () => name.setAttribute("aria-pressed", String(!series.classList.toggle("off")));
  name.addEventListener("click", toggle);
  name.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    toggle();
  });
}
