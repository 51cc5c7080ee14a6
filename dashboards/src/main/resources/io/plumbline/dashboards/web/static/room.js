// Keeps the room free that a card needed last time, while it is on its way: nothing moves when it arrives. Runs before the
// first paint.
(function () {
  'use strict';

  var KEY = 'plumbline-room';
  var MOST = 10000; // pixels
  var sheet = new CSSStyleSheet();
  var timer = 0;

  function width() {
    return innerWidth > 760 ? 'wide' : 'narrow';
  }

  function stored() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || {};
    } catch (e) {
      return {}; // switched off, or not ours
    }
  }

  function keep(room) {
    while (sheet.cssRules.length) sheet.deleteRule(0);
    Object.keys(room).forEach(function (id) {
      var height = Math.round(Number(room[id]));
      if (/^card-[a-z0-9-]+$/.test(id) && height > 0 && height < MOST) {
        // By its class: htmx lets what arrives wear that of what waited for a moment.
        sheet.insertRule('#' + id + '.slot { min-height: ' + height + 'px; }');
      }
    });
  }

  function measure() {
    var rooms = stored();
    var room = Object.assign({}, rooms[width()]);
    document.querySelectorAll('.card[id^="card-"]:not([data-slot])').forEach(function (card) {
      if (card.offsetHeight) room[card.id] = card.offsetHeight;
    });
    rooms[width()] = room;
    try {
      localStorage.setItem(KEY, JSON.stringify(rooms));
    } catch (e) {
      // the next page jumps as the first one did
    }
    keep(room);
  }

  // Charts are drawn and cards settle one after the other; the last of them counts.
  function soon() {
    clearTimeout(timer);
    timer = setTimeout(measure, 400);
  }

  document.addEventListener('htmx:afterSettle', soon);
  document.addEventListener('plumbline:drawn', soon);
  keep(Object.assign({}, stored()[width()]));
  document.adoptedStyleSheets = [sheet];
})();
