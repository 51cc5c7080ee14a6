// Runs before the first paint, so that a chosen theme does not flash. "auto" follows the system.
(function () {
  'use strict';
  var root = document.documentElement;
  root.classList.add('js');
  function stored() {
    try {
      return localStorage.getItem('plumbline-theme');
    } catch (e) {
      return null; // storage can be switched off; the system's theme is used then
    }
  }
  function apply(theme) {
    if (theme === 'light' || theme === 'dark') root.setAttribute('data-theme', theme);
    else root.removeAttribute('data-theme');
  }
  apply(stored());
  window.plumblineTheme = {
    current: function () {
      return root.getAttribute('data-theme') || 'auto';
    },
    set: function (theme) {
      try {
        if (theme === 'auto') localStorage.removeItem('plumbline-theme');
        else localStorage.setItem('plumbline-theme', theme);
      } catch (e) {
        // kept for this page only
      }
      apply(theme);
      document.dispatchEvent(new CustomEvent('plumbline:theme'));
    }
  };
})();
