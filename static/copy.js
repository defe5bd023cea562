// Shows the buttons beside citations and copies the text that each stands by.
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

  document.querySelectorAll(".cite button").forEach(function (button) {
    var text = button.parentElement.querySelector("p, pre");
    var said = document.createElement("span");
    said.setAttribute("role", "status");
    button.after(said);
    button.hidden = false;
    button.addEventListener("click", function () {
      said.textContent = "";
      copy(text).then(
        function () { said.textContent = button.dataset.done; },
        function () { select(text); } // left selected, for the reader's own keys
      );
    });
  });
})();
