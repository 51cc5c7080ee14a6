// Small conveniences; every page works without them.
(function () {
  'use strict';

  var themes = ['auto', 'light', 'dark'];
  var filtersOpen = false;

  function themeButton() {
    var button = document.getElementById('theme');
    function show() {
      button.textContent = 'Theme: ' + window.plumblineTheme.current();
    }
    button.hidden = false;
    show();
    button.addEventListener('click', function () {
      var next = themes[(themes.indexOf(window.plumblineTheme.current()) + 1) % themes.length];
      window.plumblineTheme.set(next);
      show();
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', function () {
      document.dispatchEvent(new CustomEvent('plumbline:theme'));
    });
  }

  function showFilters(open) {
    filtersOpen = open;
    var toggle = document.querySelector('.filters-toggle');
    if (toggle) {
      toggle.setAttribute('aria-expanded', String(open));
      document.getElementById('filter-fields').classList.toggle('open', open);
    }
  }

  // Copy buttons need a script, so they are hidden without one.
  function enhance(root) {
    root.querySelectorAll('button.copy').forEach(function (button) {
      button.hidden = false;
    });
    showFilters(filtersOpen);
  }

  function copy(button) {
    var text = button.parentElement.querySelector('code').textContent;
    navigator.clipboard.writeText(text).then(
      function () {
        say('Copied');
        button.textContent = 'Copied';
        setTimeout(function () {
          button.textContent = 'Copy';
        }, 1500);
      },
      function () {
        var range = document.createRange();
        range.selectNodeContents(button.parentElement.querySelector('code'));
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        say('Selected; copy with the keyboard');
      }
    );
  }

  function say(text) {
    document.getElementById('live').textContent = text;
  }

  function closePops(except) {
    document.querySelectorAll('details.pop[open]').forEach(function (pop) {
      if (pop !== except) pop.open = false;
    });
  }

  document.addEventListener('click', function (event) {
    if (event.target.closest('button.copy')) copy(event.target.closest('button.copy'));
    if (event.target.closest('.filters-toggle')) showFilters(!filtersOpen);
    closePops(event.target.closest('details.pop'));
  });

  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') {
      var open = document.querySelector('details.pop[open]');
      if (open) {
        closePops(null);
        open.querySelector('summary').focus();
      }
    }
  });

  document.addEventListener('change', function (event) {
    var form = event.target.closest('form[data-auto]');
    if (form && form.checkValidity()) form.requestSubmit();
  });

  document.addEventListener('htmx:beforeRequest', function (event) {
    if (!event.target.matches('[data-slot]')) document.documentElement.classList.add('busy');
  });
  document.addEventListener('htmx:afterRequest', function (event) {
    document.documentElement.classList.remove('busy');
    if (event.detail.failed && !event.detail.xhr.status) say('The server does not answer');
  });
  // Going back twice asks for two pages; the one asked for first may come last and must not win.
  var comingBack = null;
  document.addEventListener('htmx:historyCacheMiss', function (event) {
    if (comingBack) comingBack.abort();
    comingBack = event.detail.xhr;
  });
  document.addEventListener('htmx:afterSettle', function () {
    enhance(document);
    var matching = document.getElementById('matching');
    if (document.querySelector('[data-slot][aria-busy="true"]')) return;
    say('Updated' + (matching ? ': ' + matching.textContent : ''));
  });

  // Cards come one by one. What takes long can be given up, and what did not come can be asked for again.
  function patience(slot) {
    setTimeout(function () {
      if (slot.isConnected && slot.getAttribute('aria-busy') === 'true') slot.querySelector('.slot-cancel').hidden = false;
    }, 3000);
  }

  function gaveUp(slot, why) {
    slot.setAttribute('aria-busy', 'false');
    slot.querySelector('.slot-wait').textContent = why;
    var button = slot.querySelector('.slot-cancel');
    button.hidden = false;
    button.textContent = 'Retry';
  }

  document.addEventListener('click', function (event) {
    var button = event.target.closest('.slot-cancel');
    if (!button) return;
    var slot = button.closest('[data-slot]');
    if (slot.getAttribute('aria-busy') === 'true') {
      window.htmx.trigger(slot, 'htmx:abort');
      gaveUp(slot, 'Cancelled.');
    } else {
      slot.setAttribute('aria-busy', 'true');
      slot.querySelector('.slot-wait').textContent = 'Counting…';
      button.hidden = true;
      button.textContent = 'Cancel';
      window.htmx.trigger(slot, 'load');
      patience(slot);
    }
  });
  document.addEventListener('htmx:beforeRequest', function (event) {
    if (event.target.matches('[data-slot]')) patience(event.target);
  });
  document.addEventListener('htmx:timeout', function (event) {
    if (event.target.matches('[data-slot]')) gaveUp(event.target, 'No answer within 10 seconds. The other cards are not affected.');
  });
  document.addEventListener('htmx:sendError', function (event) {
    if (event.target.matches('[data-slot]')) gaveUp(event.target, 'The server does not answer.');
  });

  themeButton();
  enhance(document);
})();
