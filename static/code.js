// A code behind the address (#CODE) moves into the form.
"use strict";

function takeCode() {
  const typed = decodeURIComponent(location.hash.slice(1));
  if (/^[\w -]{25,60}$/.test(typed)) {
    document.getElementById("code").value = typed;
  }
  if (location.hash) history.replaceState(null, "", location.pathname);
}

takeCode();
addEventListener("hashchange", takeCode);
