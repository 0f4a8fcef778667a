import * as z from 'zod';
import { partnerTier } from '../../../policy/contract.ts';
import { Button, Key, P, Said, Steps } from '../../layout/parts.tsx';
import { companyOf, defineLetter, page } from '../../letter.ts';

/** Day 0 of onboarding, for all but affiliates [O1]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ tier: partnerTier }),
  sample: { tier: 'Registered' },
  subject: (_, { program }) => `Welcome to ${program.name}`,
  title: (_, { program }) => `Welcome to ${program.name}`,
  preheader: ({ tier }) => `You are in, as a ${tier} partner. Your portal is open.`,
  body: ({ tier }, context) => (
    <>
      <P>
        Good news: <Said>{companyOf(context)}</Said> is in, as a <Key>{tier}</Key> partner. We are glad to have you.
      </P>
      <P>Your portal is open. Three things come first, and all of them are there:</P>
      <Steps
        steps={[
          'Sign in. We send you a link each time; there is no password to remember.',
          'Read and accept the agreement. It takes about ten minutes and opens deals and pay.',
          'Start the sales certification: four short modules and a quiz.',
        ]}
      />
      <Button href={page(context, '/portal')}>Open my portal</Button>
    </>
  ),
});
