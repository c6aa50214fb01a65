// Only in the page that `cargo xtask first-screen` builds: notes which functions of the program are called. There the
// second part holds all of them, gives each out under its number and fills no table, so each comes by here when it is
// called first. `window.assayCalled` has the numbers.
window.assayCalled = [];
window.assayInstantiate = function (module, imports) {
  "use strict";
  var first = null, second = null;
  function load(number) {
    if (!second) {
      var later = window.assayUnpack.laterNow(window.assayPackedWorker());
      second = new WebAssembly.Instance(later, Object.assign({}, imports, { "assay-first": first.exports }));
    }
    window.assayCalled.push(number);
    first.exports["assay-later"].set(number, second.exports[number]);
  }
  return WebAssembly.instantiate(module, Object.assign({}, imports, { "assay-later": { load: load } }))
    .then(function (instance) {
      first = instance;
      return instance;
    });
};
