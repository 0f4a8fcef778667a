import * as z from 'zod';
import { dayText } from '../../layout/dates.ts';
import { Button, Facts, P, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To a channel partner: a margin or a match of its own counts [T]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    tier: z.string(),
    from: z.iso.date(),
    until: z.iso.date(),
    lines: z.array(z.strictObject({ title: z.string(), text: z.string() })).max(2),
  }),
  sample: {
    tier: 'Platinum',
    from: '2027-04-01',
    until: '2028-03-31',
    lines: [
      { title: 'Margin', text: '38 %' },
      { title: 'Your own part of funded activities', text: '20 %' },
    ],
  },
  subject: (_, { program }) => `What we agreed counts in ${program.name}`,
  title: () => 'What we agreed counts',
  preheader: ({ from }) => `From ${dayText(from)} on.`,
  body: ({ tier, from, until, lines }, context) => (
    <>
      <P>What was signed with you is in place. While you are {tier}, this counts instead of the table of tiers:</P>
      <Facts
        rows={[
          ...lines.map(({ title, text }) => [title, text] as const),
          ['From', dayText(from)],
          ['Until the end of', dayText(until)],
        ]}
      />
      <P>Deals that were won before, and funds that were asked for before, keep what they had.</P>
      <Button href={page(context, '/portal/tier')}>See my tier</Button>
      <Small>This is not what was agreed? Reply to this letter.</Small>
    </>
  ),
});
