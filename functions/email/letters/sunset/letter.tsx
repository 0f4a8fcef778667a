import * as z from 'zod';
import { Button, P, Quote, Said, Small } from '../../layout/parts.tsx';
import { companyOf, defineLetter, page } from '../../letter.ts';

/** To a partner whose partnership we end [L6, L14, L16]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ reason: z.string().min(1).max(1000) }),
  sample: { reason: 'There has been no activity from either side for two quarters, and no plan to change that.' },
  subject: (_, { program }) => `We are ending our partnership in ${program.name}`,
  title: () => 'We are ending the partnership',
  preheader: () => 'Why, and what stays open to you.',
  body: ({ reason }, context) => (
    <>
      <P>
        We are ending the partnership with <Said>{companyOf(context)}</Said> in {context.program.name}. The reason:
      </P>
      <Quote>{reason}</Quote>
      <P>
        What you have earned stays yours. Your portal still shows balance, statements, payout method and tax status, and
        the last payout comes without a minimum. Open deals and links end with this letter.
      </P>
      <Button href={page(context, '/portal')}>See my balance</Button>
      <Small>
        If you think this is a mistake, reply within 14 days. Somebody who did not decide it looks at it again.
      </Small>
    </>
  ),
});
