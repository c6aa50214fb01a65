// Serves the page from this browser's cache, so that it opens without a network after the first
// visit. The build writes the two constants.
"use strict";

const BUILD = "__BUILD__";
const FILES = __FILES__;
const CACHE = "assay-" + BUILD;

// A new build is fetched whole or not at all, and takes over once every page of the old one is
// closed: a page never changes under somebody's hands.
self.addEventListener("install", (event) => {
  const fresh = FILES.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => names.filter((name) => name.startsWith("assay-") && name !== CACHE))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(
    caches.open(CACHE)
      .then((cache) => cache.match(event.request, { ignoreSearch: true }))
      .then((kept) => kept || fetch(event.request)),
  );
});
