import { lightHttp } from '../shared/light/http.ts';
import { Problem } from '../shared/problem.ts';
import { mayBeSeen } from './click.ts';
import { markSeen } from './clicks/store.ts';
import { clickedAt, REFERENCE } from './reference.ts';

const MOST_BYTES = 1_000;

/** A beacon of t.js, as a form: browsers send that to another site without asking it first. Nobody reads the answer. */
export const handler = lightHttp(204, async ({ body, now }) => {
  const text = body();
  if (text.length > MOST_BYTES) throw new Problem(413, 'body-too-large', `The body may have ${MOST_BYTES} bytes.`);
  const click = new URLSearchParams(text).get('click') ?? '';
  if (!REFERENCE.test(click)) throw new Problem(422, 'invalid-input', 'click: is not a reference of a click');
  if (mayBeSeen(clickedAt(click), now.getTime())) await markSeen(click, now.toISOString());
  return { headers: { 'access-control-allow-origin': '*' } };
});
