// Puts a button behind each citation that copies it. The words stand in the list's data attributes.
"use strict";
(function () {
  function select(element) {
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function copy(element) {
    if (navigator.clipboard) {
      return navigator.clipboard.writeText(element.textContent);
    }
    select(element); // a page that is neither https nor local has no clipboard
    return document.execCommand("copy") ? Promise.resolve() : Promise.reject(new Error("copy"));
  }

  function add(list, label, place) {
    var text = place.querySelector("p, pre");
    var button = document.createElement("button");
    var said = document.createElement("span");
    button.type = "button";
    button.textContent = list.dataset.copy;
    button.setAttribute("aria-label", list.dataset.copy + " " + label);
    said.setAttribute("role", "status");
    place.append(button, said);
    button.addEventListener("click", function () {
      said.textContent = "";
      copy(text).then(
        function () { said.textContent = list.dataset.copied; },
        function () { select(text); } // left selected, for the reader's own keys
      );
    });
  }

  document.querySelectorAll(".cite dl").forEach(function (list) {
    list.querySelectorAll("div").forEach(function (one) {
      add(list, one.querySelector("dt").textContent, one.querySelector("dd"));
    });
  });
})();
