// Measures how fast this page was for its reader, and tells the server when they leave. No cookie, no name, no third party.
(function () {
  'use strict';

  var MOST = 50;
  var section = document.body.getAttribute('data-section') || 'other';
  var token = document.querySelector('meta[name="form-token"]');
  var told = [];
  var lcp = 0;
  var cls = 0;
  var inp = 0;
  var asked = new Map(); // place of a card or chart -> when it was asked for

  function add(what, value) {
    if (told.length < MOST && isFinite(value) && value >= 0) told.push(what + ':' + (Math.round(value * 10000) / 10000).toFixed(4));
  }

  function observe(type, options, each) {
    try {
      new PerformanceObserver(function (list) {
        list.getEntries().forEach(each);
      }).observe(Object.assign({ type: type, buffered: true }, options));
    } catch (e) {
      // this browser does not measure it
    }
  }

  observe('largest-contentful-paint', {}, function (entry) {
    lcp = entry.startTime;
  });
  observe('layout-shift', {}, function (entry) {
    if (!entry.hadRecentInput) cls += entry.value;
  });
  observe('event', { durationThreshold: 40 }, function (entry) {
    if (entry.interactionId) inp = Math.max(inp, entry.duration);
  });

  document.addEventListener('htmx:beforeRequest', function (event) {
    if (event.target.matches('[data-slot]')) asked.set(event.target.id, performance.now());
  });
  document.addEventListener('htmx:afterSettle', function (event) {
    var id = event.target.id;
    if (asked.has(id)) {
      add('card', performance.now() - asked.get(id));
      asked.delete(id);
    }
  });
  document.addEventListener('plumbline:drawn', function (event) {
    add('chart', event.detail.millis);
  });

  function send() {
    var navigation = performance.getEntriesByType('navigation')[0];
    if (navigation) add('shell', navigation.responseStart - navigation.requestStart);
    if (lcp) add('lcp', lcp);
    if (inp) add('inp', inp);
    add('cls', cls);
    var body = new URLSearchParams();
    body.set('page', section);
    body.set('form-token', token ? token.content : '');
    told.forEach(function (one) {
      body.append('m', one);
    });
    navigator.sendBeacon('/data/ui-speed', body);
  }

  // Leaving is told once: the tab may be hidden and shown again many times.
  var sent = false;
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState === 'hidden' && !sent) {
      sent = true;
      send();
    }
  });
  addEventListener('pagehide', function () {
    if (!sent) {
      sent = true;
      send();
    }
  });
})();
