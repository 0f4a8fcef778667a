import { companyOf, type LetterContext, LetterFlaw, page } from '../letter.ts';

/** The partner's page for the team. */
export const partnerPage = (context: LetterContext): string => {
  if (!context.partnerId) throw new LetterFlaw('invalid-data', 'The partner is not known.');
  return page(context, `/ops/partners/${context.partnerId}`);
};

/** Opens an answer to the partner's manager, with a subject that says who writes. */
export const replyTo = (context: LetterContext, about: string): string => {
  const subject = encodeURIComponent(`${about}: ${companyOf(context)}`);
  return `mailto:${context.host?.email ?? context.program.address}?subject=${subject}`;
};
