// A single-page application: every page is made in the browser, from index.html.
export const ssr = false;
export const prerender = false;
