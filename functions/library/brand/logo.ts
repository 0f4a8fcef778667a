import type { LetterOrder } from '../../email/contract.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { type Decision, taskRequested } from '../../tasks/contract.ts';
import type { FileItem } from '../items.ts';
import type { Logo, Picture } from './items.ts';

/** The picture of a file that was kept as a logo; undefined where its size is not known. */
export const pictureOf = ({ fileId, sha256, contentType, width, height }: FileItem): Picture | undefined =>
  sha256 && width && height && (contentType === 'image/png' || contentType === 'image/jpeg')
    ? { fileId, sha256, contentType, width, height }
    : undefined;

export interface Following {
  readonly events: readonly ProgramEvent[];
  readonly letters: readonly LetterOrder[];
}

/** A logo was sent: a person is asked before anything is made with it [P4]. */
export const asked = (
  file: FileItem,
  picture: Picture,
  who: { readonly partnerId: string; readonly run: number; readonly personId: string },
  at: string,
): { logo: Logo; following: Following } => {
  const { partnerId, run, personId } = who;
  const logo: Logo = {
    type: 'LOGO',
    ...picture,
    ...{ partnerId, run, name: file.name, state: 'asked', askedBy: personId, askedAt: at },
  };
  const key = file.fileId.toLowerCase();
  const detail = { fileId: file.fileId, name: file.name, pixels: `${picture.width} x ${picture.height}` };
  return {
    logo,
    following: { events: [taskRequested({ partnerId, run, kind: 'logo', key, detail, at })], letters: [] },
  };
};

/** A person has decided, or nobody did in time: whoever sent the logo hears of it. */
export const concluded = (logo: Logo, decision: Decision, at: string): { logo: Logo; following: Following } => {
  const { partnerId, run, fileId, name, askedBy } = logo;
  const approved = decision.outcome === 'approved';
  const { note: said } = decision.detail;
  const note =
    (typeof said === 'string' && said) || decision.reason || 'Nobody has looked at it in time; please send it again.';
  const letter: LetterOrder = {
    key: `${partnerId}/${run}/logo/${fileId}`,
    letter: approved ? 'logo-approved' : 'logo-refused',
    to: { personId: askedBy },
    ...{ partnerId, run, orderedAt: at, data: approved ? { name } : { name, note } },
  };
  return {
    logo: {
      ...logo,
      state: approved ? 'approved' : 'refused',
      decidedBy: decision.by,
      decidedAt: at,
      ...(approved ? {} : { note }),
    },
    following: { events: [], letters: [letter] },
  };
};

const newest = (logos: readonly Logo[], when: (logo: Logo) => string): Logo | undefined =>
  logos.toSorted((one, other) => (when(one) < when(other) ? -1 : 1)).at(-1);

/** Which logo is printed, and which one was sent last. */
export const standing = (logos: readonly Logo[]): { approved: Logo | undefined; latest: Logo | undefined } => ({
  approved: newest(
    logos.filter(({ state }) => state === 'approved'),
    ({ decidedAt = '' }) => decidedAt,
  ),
  latest: newest(logos, ({ askedAt }) => askedAt),
});
