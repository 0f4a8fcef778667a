import { answerOf } from './acceptance.ts';
import type { Agreement, AgreementView } from './contract.ts';
import type { AgreementDocument } from './document.ts';

/** What a partner sees: the text as it was accepted, or else the one to accept and what stands in the way. */
export const viewOf = (
  document: AgreementDocument,
  signer: {
    accepted: Agreement | undefined;
    signBy: string | undefined;
    blocked: string | undefined;
    ourOwner: string;
  },
): AgreementView => {
  const { accepted, signBy, blocked } = signer;
  if (!accepted) {
    return {
      ...document,
      ourOwner: signer.ourOwner,
      ...(signBy ? { signBy } : {}),
      ...(blocked ? { blocked } : {}),
    };
  }
  const { agreement, title, version, hash, text, brandRules, prohibitedTactics, valueMap } = accepted;
  const shown = { agreement, title, version, hash, text, brandRules, prohibitedTactics, valueMap };
  return { ...shown, asksFor: document.asksFor, ourOwner: accepted.owners.ours, accepted: answerOf(accepted) };
};
