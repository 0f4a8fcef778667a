import { letters } from '../../functions/email/letters/index.ts';
import { renderLetter } from '../../functions/email/render.tsx';
import { sampleContext } from '../../functions/email/sample-context.ts';
import { buildMessage } from '../../functions/email/sending/message.ts';

export interface Preview {
  readonly name: string;
  readonly kind: string;
  readonly reader: string;
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
  readonly headers: string;
  readonly bytes: number;
}

/** Every letter with its sample, as it would be sent. */
export const previews = async (): Promise<readonly Preview[]> =>
  Promise.all(
    Object.entries(letters).map(async ([name, letter]) => {
      const { unsubscribeUrl, name: reader, host, ...rest } = sampleContext;
      const context = {
        ...rest,
        host,
        ...(letter.reader === 'team' ? {} : { name: reader }),
        ...(letter.kind === 'journey' ? { unsubscribeUrl } : {}),
      };
      const rendered = renderLetter(letter, letter.sample, context);
      const message = await buildMessage(rendered, {
        key: `preview/${name}`,
        from: { name: context.program.name, email: context.program.address },
        to:
          letter.reader === 'team'
            ? [{ name: 'Mara Vogel', email: 'mara@acme.example' }]
            : [{ name: 'Ana Ruiz', email: 'ana@ruiz-lindqvist.example' }],
        replyTo: letter.reader === 'partner' ? host : undefined,
        unsubscribeUrl: context.unsubscribeUrl,
        at: new Date('2027-01-05T16:30:00.000Z'),
      });
      const headers = message.raw.toString('utf8').split('\r\n\r\n')[0] ?? '';
      const bytes = Buffer.byteLength(rendered.html);
      return { name, kind: letter.kind, reader: letter.reader, ...rendered, headers, bytes };
    }),
  );
