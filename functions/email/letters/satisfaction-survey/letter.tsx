import * as z from 'zod';
import { Button, P, PlainAddress, Said, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To the customer of a won deal, 30 days later [T5]. */
export const letter = defineLetter({
  kind: 'journey',
  reader: 'account',
  data: z.strictObject({ tokenId: z.string().min(1).max(200), partner: z.string().min(1).max(200) }),
  sample: { tokenId: '01JGZX3M5N8Q2R4T6V8W0Y1A3B', partner: 'Northwind Consulting' },
  subject: ({ partner }) => `How is it going with ${partner}?`,
  title: () => 'One question',
  preheader: () => 'It takes ten seconds.',
  body: ({ tokenId, partner }, context) => {
    const href = page(context, `/survey#${context.sign('survey', tokenId)}`);
    return (
      <>
        <P>
          A month ago you chose {context.program.name} with the help of <Said>{partner}</Said>. How satisfied are you
          with them, from 1 to 5?
        </P>
        <Button href={href}>Answer</Button>
        <PlainAddress href={href} />
        <Small>
          Your answer counts towards this partner's standing in our program, together with those of others; they do not
          see who said what.
        </Small>
      </>
    );
  },
});
