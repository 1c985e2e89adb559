import { createReadStream, existsSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** A built frontend with the same rules as the server: immutable chunks, index.html for pages, 404 for files. */
export function serveStatic(response, folder, path) {
  let file = join(folder, normalize(decodeURIComponent(path)));
  if (!file.startsWith(folder) || !existsSync(file) || statSync(file).isDirectory()) {
    if (extname(path)) {
      response.writeHead(404).end();
      return;
    }
    file = join(folder, 'index.html');
  }
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'cache-control': path.startsWith('/_app/immutable') ? 'public,max-age=31536000,immutable' : 'no-cache',
  });
  createReadStream(file).pipe(response);
}
