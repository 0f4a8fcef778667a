import { Refused } from './api.ts';

const PAUSE_MS = 1_000;

/** One answer of an export; waits where the API asks to. */
const answerOf = async (path: string): Promise<Response> => {
  for (;;) {
    const response = await fetch(`/api${path}`, { credentials: 'same-origin' });
    if (response.ok) return response;
    if (response.status !== 429 && response.status !== 503) {
      throw new Refused(response.status, await response.json().catch(() => ({})));
    }
    await new Promise((go) => setTimeout(go, PAUSE_MS));
  }
};

/** Fetches an export answer after answer and hands it to the browser as one file. */
export const download = async (path: string, name: string): Promise<void> => {
  const parts: string[] = [];
  let cursor: string | null = null;
  do {
    const response = await answerOf(
      cursor === null ? path : `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`,
    );
    parts.push(await response.text());
    cursor = response.headers.get('next-cursor');
  } while (cursor !== null);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(parts));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), PAUSE_MS);
};
