// Warns two minutes before a therapist's sign-in ends. Nothing typed is sent, nothing is stored.
"use strict";

const MINUTE = 60 * 1000;
const ending = document.querySelector("[data-ending]");
const words = ending.querySelector("[role=alert]");
const stay = ending.querySelector("form");

let end = Date.now() + ending.dataset.ending * 1000;

function tell() {
  const left = end - Date.now();
  const which = left <= 0 ? "over" : left <= MINUTE ? "one" : left <= 2 * MINUTE ? "two" : "";
  const told = words.dataset[which] ?? "";
  ending.hidden = !told;
  if (words.textContent !== told) words.textContent = told; // read out once, not every second
  if (stay) stay.hidden = which === "over";
}

async function goOn(event) {
  event.preventDefault();
  const body = new URLSearchParams(new FormData(stay));
  const answer = await fetch(stay.action, { method: "POST", body }).catch(() => null);
  if (!answer) return; // no network: the button is still there
  end = Date.now() + (answer.ok ? (await answer.json()).seconds * 1000 : 0);
  tell();
}

stay?.addEventListener("submit", goOn);
setInterval(tell, 1000);
tell();
