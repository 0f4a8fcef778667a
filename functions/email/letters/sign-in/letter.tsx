import * as z from 'zod';
import { Button, P, PlainAddress, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To whoever asked to sign in, or applied again with an address that we know. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'account',
  data: z.strictObject({ tokenId: z.string().min(1).max(200), known: z.boolean() }),
  sample: { tokenId: '01JGZX3M5N8Q2R4T6V8W0Y1A3B', known: false },
  subject: (_, { program }) => `Your sign-in link for ${program.name}`,
  title: ({ known }) => (known ? 'You are already with us' : 'Your sign-in link'),
  preheader: (_, { signInMinutes }) => `It works once, within ${signInMinutes} minutes.`,
  body: ({ tokenId, known }, context) => {
    const href = page(context, `/sign-in#${context.sign('sign-in', tokenId)}`);
    return (
      <>
        {known ? (
          <P>
            Somebody, probably you, has just applied to {context.program.name} with this address. It is known to us
            already, so there is no need to apply again: sign in, and you see where things stand.
          </P>
        ) : (
          <P>Here is the link you asked for. It signs you in to {context.program.name}; there is no password.</P>
        )}
        <Button href={href}>Sign in</Button>
        <PlainAddress href={href} />
        <Small>
          The link works once, within {context.signInMinutes} minutes. If you did not ask for it, ignore this letter;
          nobody gets in without it.
        </Small>
      </>
    );
  },
});
