import type { Profile } from '../../partners/contract.ts';
import type { Policy } from '../../policy/contract.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { benefitsOf } from '../../tiers/contract.ts';
import { readerOf } from '../assets/seeing.ts';
import type { FileItem } from '../items.ts';
import type { Logo, ProgramLogo } from './items.ts';
import { standing } from './logo.ts';
import type { Contact } from './routes.ts';
import { type Sheet, sheetFile, wordsOf } from './sheet.ts';

export interface Known {
  readonly logos: readonly Logo[];
  readonly ours: ProgramLogo | undefined;
  /** Name of the program. */
  readonly program: string;
  readonly policy: Policy;
}

/** Whether the tier has co-brandable material [O8]. */
export const isOpen = (profile: Pick<Profile, 'tier' | 'programType'>, policy: Policy): boolean =>
  benefitsOf(readerOf(profile).tier, policy).library.includes('co-brandable');

/** Why no co-branded document can be made yet; undefined when one can [P4]. */
export const whyNotYet = (
  profile: Pick<Profile, 'tier' | 'programType'>,
  { logos, ours, policy }: Omit<Known, 'program'>,
) => {
  if (!isOpen(profile, policy)) return 'Your tier has no co-branded documents yet.';
  const { approved, latest } = standing(logos);
  if (!ours) return 'The program has not filed its official logo yet. We will; please try again later.';
  if (approved) return undefined;
  if (latest?.state === 'asked') return 'Your logo is being looked at. We write to you as soon as it is approved.';
  return 'Send your logo first; a person approves it before it stands beside ours.';
};

const picture = ({ fileId, sha256, contentType, width, height }: Logo | ProgramLogo) => ({
  ...{ fileId, sha256, contentType, width, height },
});

/** The sheet for this contact, or why there can be none yet. */
export const makeSheet = (
  profile: Pick<Profile, 'tier' | 'programType' | 'company'>,
  contact: Contact,
  known: Known,
): Sheet | string => {
  const because = whyNotYet(profile, known);
  const { approved } = standing(known.logos);
  if (because !== undefined || !approved || !known.ours) return because ?? 'Send your logo first.';
  const names = { program: known.program, partner: profile.company };
  return {
    ...names,
    ...wordsOf(known.policy, names),
    contact,
    logos: { program: picture(known.ours), partner: picture(approved) },
  };
};

/** The file that was made, and what the partner's timeline tells of it. */
export const made = (
  sheet: Sheet,
  pdf: Uint8Array,
  of: { readonly partnerId: string; readonly run: number; readonly by: string; readonly at: string },
): { readonly file: FileItem; readonly event: ProgramEvent } => {
  const file = sheetFile(sheet, pdf, of);
  const { partnerId, run, by, at } = of;
  return {
    file,
    event: {
      id: `${partnerId}/${run}/co-branded/${file.fileId}`,
      name: 'co-branded-made.v1',
      ...{ occurredAt: at, recordedAt: at, partnerId, run },
      data: { fileId: file.fileId, name: file.name, by, logo: sheet.logos.partner.fileId },
    },
  };
};
