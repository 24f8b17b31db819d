{% load static %}{% url 'offline-shell' as shell %}{% url 'log-session' as log %}
// Keeps one page on the device: the form to log a session where there is no signal. It holds nobody's data.
const CACHE = "log-{{ release }}";
const SHELL = "{{ shell }}";
const LOG = "{{ log }}";
const FILES = [
  "{% static 'sgds/css/design-system.min.css' %}",
  "{% static 'css/frame.css' %}",
  "{% static 'css/promise.css' %}",
  "{% static 'css/participation.css' %}",
  "{% static 'roboto/files/roboto-latin-wght-normal.woff2' %}",
  "{% static 'images/favicon.svg' %}",
  "{% static 'js/start.js' %}",
  "{% static 'js/kept.js' %}",
  "{% static 'js/audiences.js' %}",
  "{% static 'js/offline.js' %}",
  "{% static 'js/boxes.js' %}",
  "{% static 'js/drafts.js' %}",
  "{% static 'js/drafts/draft.js' %}",
  "{% static 'js/drafts/words.js' %}",
  "{% static 'js/moments.js' %}",
  "{% static 'js/paper.js' %}",
  "{% static 'js/passage.js' %}",
  "{% static 'js/elements.js' %}",
  "{% static 'js/offline/choices.js' %}",
  "{% static 'js/offline/faults.js' %}",
  "{% static 'js/offline/leaving.js' %}",
  "{% static 'js/offline/list.js' %}",
  "{% static 'js/offline/queue.js' %}",
  "{% static 'js/offline/sending.js' %}",
];

const keep = async () => {
  const cache = await caches.open(CACHE);
  // Without cookies: what is kept must not be anybody's page.
  await cache.addAll([SHELL, ...FILES].map((url) => new Request(url, { credentials: "omit", cache: "reload" })));
};

const forgetOlder = async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
};

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(forgetOlder()));
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && pathname === LOG) {
    event.respondWith(fetch(event.request).catch(() => caches.match(SHELL)));
  } else if (FILES.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(event.request)));
  }
});
