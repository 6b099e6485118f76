import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';

/** The document of a preview: its script and its style are files of the extension, and nothing else may run, least of all from the network. */
export function previewPage(webview: Webview, dist: Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (name: string): string => webview.asWebviewUri(Uri.joinPath(dist, name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    'img-src data: blob:',
    'worker-src blob:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('preview-style.css')}">
<title>Training Preview</title>
</head>
<body>
<script nonce="${nonce}" src="${file('preview.js')}"></script>
</body>
</html>`;
}
