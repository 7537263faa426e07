// Small improvements; every page works without them. Nothing is stored, nothing is sent.
"use strict";

const leaveLink = document.querySelector("[data-leave]");

function leave(event) {
  event.preventDefault();
  document.documentElement.hidden = true;
  document.title = "";
  location.replace(leaveLink.href); // this page does not stay in the history
}

let escapes = [];

function leaveAfterThreeEscapes(event) {
  if (event.key !== "Escape") {
    escapes = [];
    return;
  }
  escapes = [...escapes.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
  if (escapes.length === 3) leave(event);
}

function keepExclusive(event) {
  const ticked = event.target;
  if (ticked.type !== "checkbox" || !ticked.checked) return;
  for (const box of ticked.closest("fieldset")?.querySelectorAll("[type=checkbox]") ?? []) {
    const excluded = ticked.hasAttribute("data-exclusive") || box.hasAttribute("data-exclusive");
    if (box !== ticked && box.name === ticked.name && excluded) box.checked = false;
  }
}

function countDown(area) {
  const count = document.getElementById(`${area.id}-count`);
  const say = () => {
    const left = area.dataset.limit - area.value.length;
    count.textContent = count.dataset[left < 0 ? "over" : "left"].replace("{n}", Math.abs(left));
  };
  area.addEventListener("input", say);
  say();
}

// The field is the answer: an unmoved slider answers nothing. Other figures are the server's to read.
function slide(slider) {
  const field = document.getElementById(slider.dataset.slides);
  const follow = () => {
    const number = field.value.trim().replace(",", ".");
    const shows = number !== "" && Number.isFinite(Number(number));
    slider.classList.toggle("untouched", !shows);
    if (shows) slider.value = number;
  };
  const answer = () => {
    field.value = slider.value;
    follow();
  };
  slider.addEventListener("input", answer);
  slider.addEventListener("click", answer);
  slider.addEventListener("keydown", (event) => {
    if (event.key === " ") answer(); // the value it stands at, which no other key gives at once
  });
  field.addEventListener("input", follow);
  slider.hidden = false;
  follow();
}

leaveLink?.addEventListener("click", leave);
document.addEventListener("keydown", leaveAfterThreeEscapes);
document.addEventListener("change", keepExclusive);
document.querySelectorAll("[data-limit]").forEach(countDown);
document.querySelectorAll("[data-slides]").forEach(slide);
document.querySelector("[data-focus]")?.focus();
