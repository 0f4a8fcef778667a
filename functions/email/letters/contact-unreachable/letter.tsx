import * as z from 'zod';
import { partnerPage } from '../../layout/pages.ts';
import { Partner } from '../../layout/partner.tsx';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { companyOf, defineLetter } from '../../letter.ts';
import { short } from '../../words.ts';

/** To ops: a contact's letters bounce for good (invariant I8). */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: z.strictObject({}),
  sample: {},
  subject: (_, context) => `Letters to ${short(companyOf(context))} come back`,
  title: () => 'A partner cannot be reached',
  preheader: () => 'The mailbox does not exist any more. Please find another way.',
  body: (_, context) => (
    <>
      <P>
        The contact's mail server says that the mailbox does not exist. We write to it no more, so this partner gets no
        letters until there is another contact. A call, or the company's website, is the quickest way to one.
      </P>
      <Facts rows={[['Partner', <Partner context={context} key="partner" />]]} />
      <Button href={partnerPage(context)}>Open the partner</Button>
    </>
  ),
});
