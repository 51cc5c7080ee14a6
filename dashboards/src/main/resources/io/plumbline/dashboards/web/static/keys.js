// Keys for those who like them; they can be switched off (WCAG 2.1.4), and every one of them has a link as well.
(function () {
  'use strict';

  var STORED = 'plumbline-keys';
  var dialog = document.getElementById('keys');
  var opener = document.getElementById('keys-open');
  var awaitsPage = 0; // until when a letter after "g" counts

  function isOn() {
    try {
      return localStorage.getItem(STORED) !== 'off';
    } catch (e) {
      return true; // storage can be switched off
    }
  }

  function setOn(on) {
    try {
      if (on) localStorage.removeItem(STORED);
      else localStorage.setItem(STORED, 'off');
    } catch (e) {
      // kept for this page only
    }
    document.getElementById('live').textContent = on ? 'Keys are on' : 'Keys are off';
  }

  function show() {
    document.getElementById('keys-on').checked = isOn();
    dialog.showModal();
  }

  // After the list was closed its checkbox has the focus until the next frame; nobody types there.
  function isTyping(target) {
    return target.closest && target.closest('input, select, textarea, [contenteditable]') !== null && !dialog.contains(target);
  }

  function follow(link) {
    if (link) link.click();
    return Boolean(link);
  }

  function search() {
    var field = document.getElementById('f-title') || document.getElementById('f-repo');
    if (!field) return false;
    if (field.offsetParent === null) {
      var toggle = document.querySelector('.filters-toggle');
      if (toggle) toggle.click();
    }
    field.focus();
    field.select();
    return true;
  }

  function press(key) {
    if (awaitsPage > Date.now()) {
      awaitsPage = 0;
      return /^[a-z]$/.test(key) && follow(document.querySelector('.top nav a[data-key="' + key + '"]'));
    }
    if (key === '?') {
      show();
      return true;
    }
    if (key === '/') return search();
    if (key === '[') return follow(document.getElementById('period-earlier'));
    if (key === ']') return follow(document.getElementById('period-later'));
    if (key === 'c') return follow(document.querySelector('.active a.clear'));
    if (key === 'g') {
      awaitsPage = Date.now() + 1500;
      return true;
    }
    return false;
  }

  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !isOn()) return;
    if (isTyping(event.target) || dialog.open) return;
    if (press(event.key)) event.preventDefault();
  });

  opener.hidden = false;
  opener.addEventListener('click', show);
  document.getElementById('keys-close').addEventListener('click', function () {
    dialog.close();
  });
  document.getElementById('keys-on').addEventListener('change', function (event) {
    setOn(event.target.checked);
  });

  // After a swap the focus stays where it was: on the same element when it is still there, else on the content.
  var focused = null;

  function markOf(element) {
    if (!element || element === document.body || !element.closest('#content')) return null;
    if (element.id) return { id: element.id };
    var all = Array.from(document.querySelectorAll('#content ' + element.tagName));
    return { tag: element.tagName, text: element.textContent.trim(), label: element.getAttribute('aria-label'), place: all.indexOf(element) };
  }

  function find(mark) {
    if (mark.id) return document.getElementById(mark.id);
    var same = Array.from(document.querySelectorAll('#content ' + mark.tag)).filter(function (element) {
      return element.textContent.trim() === mark.text && element.getAttribute('aria-label') === mark.label;
    });
    return same[0] || null;
  }

  document.addEventListener('htmx:beforeSwap', function () {
    focused = markOf(document.activeElement);
  });
  document.addEventListener('htmx:afterSettle', function () {
    if (!focused) return;
    if (document.activeElement === document.body || document.activeElement === null) {
      var target = find(focused) || document.getElementById('content');
      if (target) target.focus({ preventScroll: true });
    }
    focused = null;
  });
})();
