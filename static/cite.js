// Puts a button behind each citation that copies it, and a link behind those for programs that saves it as a file.
// The words stand in the list's data attributes.
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

  function copyButton(text, label, words) {
    var button = document.createElement("button");
    var said = document.createElement("span");
    button.type = "button";
    button.textContent = words.copy;
    button.setAttribute("aria-label", words.copy + " " + label);
    said.setAttribute("role", "status");
    button.addEventListener("click", function () {
      said.textContent = "";
      copy(text).then(
        function () { said.textContent = words.copied; },
        function () { select(text); } // left selected, for the reader's own keys
      );
    });
    text.parentElement.append(button, said);
  }

  function download(text, words) {
    var link = document.createElement("a");
    link.download = text.dataset.file;
    link.href = "data:text/plain;charset=utf-8," + encodeURIComponent(text.textContent);
    link.textContent = words.download + " " + text.dataset.file;
    text.after(link);
  }

  document.querySelectorAll(".cite dl").forEach(function (list) {
    list.querySelectorAll("div").forEach(function (one) {
      var text = one.querySelector("p, pre");
      if (text.dataset.file) {
        download(text, list.dataset);
      }
      copyButton(text, one.querySelector("dt").textContent, list.dataset);
    });
  });
})();
