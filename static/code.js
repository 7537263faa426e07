// A code that came with the address as #CODE goes into the form, and the address forgets it.
"use strict";

function takeCode() {
  const typed = decodeURIComponent(location.hash.slice(1));
  if (/^[0-9A-Za-z -]{25,60}$/.test(typed)) {
    document.getElementById("code").value = typed;
  }
  if (location.hash) history.replaceState(null, "", location.pathname);
}

takeCode();
addEventListener("hashchange", takeCode);
