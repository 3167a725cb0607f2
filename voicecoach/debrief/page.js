"use strict";
(function () {
  var audio = document.querySelector("audio");
  var svg = document.querySelector("svg.timeline");
  var until = Infinity;
  var on = null;

  function hear(from, to, button) {
    until = to + 0.35;
    audio.currentTime = Math.max(0, from - 0.25);
    audio.play();
    if (on) { on.classList.remove("on"); }
    on = button;
    on.classList.add("on");
  }

  function place(t) {
    if (!svg) { return; }
    var data = svg.dataset, left = +data.left, wide = data.width - data.left - data.right;
    var now = svg.querySelector(".now"), x = left + wide * Math.min(1, t / data.seconds);
    now.setAttribute("x1", x);
    now.setAttribute("x2", x);
    now.setAttribute("visibility", "visible");
  }

  // Print shows what is folded away.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (d) { d.open = true; });
  });
  if (!audio) { return; }
  document.addEventListener("click", function (event) {
    var target = event.target.closest("[data-from]");
    if (target) {
      event.preventDefault();
      hear(+target.dataset.from, +target.dataset.to, target);
    } else if (svg && svg.contains(event.target)) {
      var box = svg.getBoundingClientRect(), data = svg.dataset;
      var x = (event.clientX - box.left) * data.width / box.width;
      var share = (x - data.left) / (data.width - data.left - data.right);
      if (share >= 0 && share <= 1) {
        until = Infinity;
        audio.currentTime = share * data.seconds;
        audio.play();
      }
    }
  });
  audio.addEventListener("timeupdate", function () {
    place(audio.currentTime);
    if (audio.currentTime >= until) { until = Infinity; audio.pause(); }
  });
  audio.addEventListener("pause", function () { if (on) { on.classList.remove("on"); on = null; } });
})();
