import * as z from 'zod';
import { Button, P, PlainAddress, Said, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To somebody whom the contact of a partner invites. `elsewhere`: the mailbox belongs to another partner. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'account',
  data: z.strictObject({
    tokenId: z.string().min(1).max(200),
    company: z.string().min(1).max(200),
    by: z.string().max(200),
    elsewhere: z.boolean(),
  }),
  sample: {
    tokenId: '01JGZX3M5N8Q2R4T6V8W0Y1A3B:01JGZX3M5N8Q2R4T6V8W0Y1A3C',
    company: 'Northwind Consulting',
    by: 'Ann Miller',
    elsewhere: false,
  },
  subject: ({ company }, { program }) => `${company} invites you to ${program.name}`,
  title: () => 'You are invited',
  preheader: ({ company }) => `To work on the partnership of ${company}.`,
  body: ({ tokenId, company, by, elsewhere }, context) => {
    const href = page(context, `/join#${context.sign('join-team', tokenId)}`);
    return (
      <>
        <P>
          <Said>{by || company}</Said> invites you to the partner page of <Said>{company}</Said> in{' '}
          {context.program.name}: courses and certificates, deals, material.
        </P>
        {elsewhere ? (
          <P>
            This address belongs to another partner already, and one address is one account. To change over, ask to be
            removed there first; then follow the link.
          </P>
        ) : null}
        <Button href={href}>Join</Button>
        <PlainAddress href={href} />
        <Small>You do not know who this is? Ignore this letter; nothing happens without you.</Small>
      </>
    );
  },
});
