/* Home: what the paper printed on this day in other years. Without this script the section stays hidden. */
(function () {
  "use strict";
  var section = document.getElementById("on-this-day");
  if (!section) return;
  var now = new Date();
  var two = function (number) { return (number < 10 ? "0" : "") + number; };
  var key = two(now.getMonth() + 1) + two(now.getDate());
  if (section.getAttribute("data-days").split(" ").indexOf(key) < 0) return;

  window.jianbaoOnThisDay = function (issues) {
    var list = section.querySelector("ul");
    issues.forEach(function (issue) {
      var item = list.appendChild(document.createElement("li"));
      var link = item.appendChild(document.createElement("a"));
      link.href = section.getAttribute("data-root") + issue[1];
      link.textContent = issue[2];
      var date = item.appendChild(document.createElement("span"));
      date.className = "facts";
      date.textContent = issue[0];
    });
    section.hidden = false;
  };

  var script = document.createElement("script");
  script.src = section.getAttribute("data-root") + "data/days/" + key + ".js";
  document.head.appendChild(script);
})();
