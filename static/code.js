// A code behind the address (#CODE) moves into the form, as it came: the server reads it.
"use strict";

const SYMBOLS = 25;
const LONGEST = 400;

function behindTheAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

function takeCode() {
  const typed = behindTheAddress();
  const symbols = typed.match(/[\p{L}\p{N}]/gu) ?? [];
  if (symbols.length >= SYMBOLS && typed.length <= LONGEST) {
    document.getElementById("code").value = typed;
  }
  if (location.hash) history.replaceState(null, "", location.pathname);
}

takeCode();
addEventListener("hashchange", takeCode);
