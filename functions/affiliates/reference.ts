/**
 * What a click is known by outside: `<code of the link>.<id of the click>`. Where it is kept follows from it alone. No
 * schema library here: the functions that a visitor waits for use this file; contract.ts makes schemas of it.
 */
const CODE = '[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]';
const CLICK_ID = '[0-7][0-9A-HJKMNP-TV-Z]{25}';
export const LINK_CODE = new RegExp(`^${CODE}$`);
export const REFERENCE = new RegExp(`^${CODE}\\.${CLICK_ID}$`);

/** A person's latest clicks that are kept and handed on, newest last. */
export const MOST_TOUCHES = 10;

const BASE_32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The instant in a click's id, in ms since the epoch: when the half minute of the click began (see `clickIdOf`). */
const msOf = (clickId: string): number =>
  [...clickId.slice(0, 10)].reduce((sum, letter) => sum * 32 + BASE_32.indexOf(letter), 0);

export const clickKey = (code: string, at: string, clickId: string) => ({ PK: `LINK#${code}`, SK: `${at}#${clickId}` });

/** The key of a click in the Clicks table; `reference` must be one (`REFERENCE`). */
export const clickKeyOf = (reference: string) => {
  const [code = '', clickId = ''] = reference.split('.');
  return clickKey(code, new Date(msOf(clickId)).toISOString(), clickId);
};

/** When a click happened, to the half minute, in ms since the epoch. */
export const clickedAt = (reference: string): number => msOf(reference.split('.')[1] ?? '');

/**
 * The references in a text, in their order, the last 10: parted by anything that no reference holds, or by `__` with `_`
 * in place of the dot, which is what a `client_reference_id` of Stripe may consist of. What is none is left out.
 */
export const readTouches = (text: string): readonly string[] => {
  const found = text
    .slice(0, 4_000)
    .split(/__|[^A-Za-z0-9._-]+/)
    .map((one) => one.replace('_', '.'))
    .filter((one) => REFERENCE.test(one));
  return [...new Set(found.toReversed())].slice(0, MOST_TOUCHES).toReversed();
};

/** The touches after one more: a click that is there already becomes the newest. */
export const addTouch = (touches: readonly string[], reference: string): readonly string[] =>
  [...touches.filter((one) => one !== reference), reference].slice(-MOST_TOUCHES);
