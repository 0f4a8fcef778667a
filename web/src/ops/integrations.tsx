import type { ComponentChildren } from 'preact';
import type { Connections } from '../../../functions/integrations/contract.ts';
import { api } from '../api.ts';
import { at, onDay } from '../dates.ts';
import { Copy } from '../links.tsx';
import { Note, Pill, Show, useLoad } from '../ui.tsx';
import { READ_SECRET, STRIPE_TYPES, signingRecipe, testOf, WRITE_SECRET } from './test-event.ts';

type Way = Connections['ways'][number];
type Refusal = NonNullable<Way['refused']>;

const about: Readonly<Record<Way['name'], { readonly title: string; readonly what: string }>> = {
  events: {
    title: 'Your shop',
    what: 'Tells of sales, refunds, chargebacks, leads, subscriptions and won deals. For everybody who does not take payments with Stripe; a payment is told here or by Stripe, not by both.',
  },
  stripe: { title: 'Stripe', what: "Stripe's own webhooks tell of payments, refunds and disputes. No code of yours." },
  crm: {
    title: 'Your CRM',
    what: 'Tells of your own opportunities, so that a partner’s registration of the same customer is looked at by a person.',
  },
  leads: { title: 'Leads of your site', what: 'Each lead that may be called goes to the partner who fits it best.' },
  'support-cases': {
    title: 'Your help desk',
    what: 'Tells of escalated cases of partners’ customers. They are numbers of a business review.',
  },
  satisfaction: {
    title: 'Your survey tool',
    what: 'Tells how satisfied the customers of partners are, from 1 to 5. It counts for their tier. Without a tool, the program asks by itself.',
  },
};

/** What a program has to connect: its shop, its CRM and the rest, and whether each of them works [B18]. */
export const IntegrationsPage = () => {
  const loaded = useLoad(() => api.get<Connections>('/ops/integrations'), 'integrations');
  return (
    <>
      <h1>Integrations</h1>
      <p class="lead">How your systems tell the program what happened, and whether they do.</p>
      <Show of={loaded}>
        {({ ways, script, payoutService }) => (
          <>
            <Script {...script} />
            {ways.map((way) => (
              <WayIn key={way.name} way={way} />
            ))}
            <PayoutService host={payoutService?.host} />
            <Secrets />
          </>
        )}
      </Show>
    </>
  );
};

const Card = (props: { id: string; title: string; pill: ComponentChildren; children: ComponentChildren }) => (
  <section class="card" aria-labelledby={props.id}>
    <div class="row between">
      <h2 id={props.id}>{props.title}</h2>
      {props.pill}
    </div>
    {props.children}
  </section>
);

const Address = ({ of, what }: { of: string; what: string }) => (
  <p class="row">
    <code class="break">{of}</code>
    <Copy text={of} what={what} />
  </p>
);

const Code = ({ text, what }: { text: string; what: string }) => (
  <div class="with-copy">
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
    <pre class="code" tabIndex={0}>
      {text}
    </pre>
    <Copy text={text} what={what} />
  </div>
);

const statusOf = ({ acceptedAt, refused, secrets }: Way) => {
  if (secrets === 0) return <Pill kind="warn">no secret</Pill>;
  if (refused && (!acceptedAt || acceptedAt <= refused.at)) return <Pill kind="bad">refused</Pill>;
  return acceptedAt ? <Pill kind="good">connected</Pill> : <Pill>nothing yet</Pill>;
};

const WayIn = ({ way }: { way: Way }) => {
  const { name, address, secrets, acceptedAt, refused, unproven } = way;
  const { title, what } = about[name];
  return (
    <Card id={name} title={title} pill={statusOf(way)}>
      <p>{what}</p>
      <Address of={address} what={`the address for ${title}`} />
      <dl class="facts">
        <dt>Secret</dt>
        <dd>{secretWords(name, secrets)}</dd>
        <dt>Last accepted</dt>
        <dd>
          {acceptedAt ? (
            <>
              {at(acceptedAt)} <span class="soft small">(noted once an hour)</span>
            </>
          ) : (
            'Nothing yet'
          )}
        </dd>
        {refused ? <Refused title="Last refused" of={refused} /> : null}
        {unproven ? <Refused title="Not signed by you" of={unproven} /> : null}
      </dl>
      {name === 'stripe' ? <StripeSteps address={address} /> : <TestEvent name={name} address={address} />}
    </Card>
  );
};

const secretWords = (name: Way['name'], secrets: number): string => {
  if (secrets === 0) return 'Not set: everything that comes is refused until it is';
  const more = secrets === 1 ? 'Set' : `Set; ${secrets} are valid side by side`;
  return name === 'stripe' ? more : `${more}. The same for all but Stripe`;
};

const Refused = ({ title, of }: { title: string; of: Refusal }) => (
  <>
    <dt>{title}</dt>
    <dd>
      {at(of.at)}: {of.status} {of.problem.replaceAll('-', ' ')}. <span class="soft small">{of.because}</span>
    </dd>
  </>
);

const TestEvent = ({ name, address }: { name: Exclude<Way['name'], 'stripe'>; address: string }) => {
  const { body, expect } = testOf[name];
  return (
    <details>
      <summary>Send a test event</summary>
      <p class="small">It is signed and sent by the shell of any machine, and leaves nothing behind.</p>
      <Code text={signingRecipe(address, body)} what="the test event" />
      <p class="small">Answered with {expect}</p>
      <p class="small">
        <code>401 not-proven</code>: the secret, the clock (at most 5 minutes off), or the bytes that were signed are
        not those that arrived.
      </p>
    </details>
  );
};

const StripeSteps = ({ address }: { address: string }) => (
  <details>
    <summary>Connect Stripe, and send a test event</summary>
    <ol class="small">
      <li>
        In Stripe’s dashboard: Developers, Webhooks, Add destination, with the address above and these events:
        <ul>
          {STRIPE_TYPES.map((type) => (
            <li key={type}>
              <code class="break">{type}</code>
            </li>
          ))}
        </ul>
      </li>
      <li>
        Copy its signing secret into <code>stripe</code> of the secrets, below. It is heard of within a minute.
      </li>
      <li>
        Let the references of clicks reach Stripe: <code>client_reference_id</code> of the checkout, or{' '}
        <code class="break">metadata.tandem_touches</code>.
      </li>
      <li>
        Send a test event from the dashboard, or <code class="break">stripe listen --forward-to {address}</code> and{' '}
        <code class="break">stripe trigger customer.created</code>: it is answered with 200 and <code>ignored</code>,
        for it concerns no commission.
      </li>
    </ol>
  </details>
);

const Script = ({ address, seenOn }: Connections['script']) => {
  const tag = `<script src="${address}" defer></script>`;
  return (
    <Card
      id="script"
      title="Tracking script"
      pill={seenOn ? <Pill kind="good">connected</Pill> : <Pill>nothing yet</Pill>}
    >
      <p>
        Keeps which partner’s link a visitor came by, on every page that a link may lead to. At the checkout,{' '}
        <code>tandem.touches()</code> goes with the sale.
      </p>
      <Code text={tag} what="the script" />
      <dl class="facts">
        <dt>Seen behind a sale</dt>
        <dd>{seenOn ? `Last on ${onDay(seenOn)}` : 'Not yet'}</dd>
      </dl>
    </Card>
  );
};

const PayoutService = ({ host }: { host: string | undefined }) => (
  <Card id="payout-service" title="Payout service" pill={host ? <Pill kind="good">set</Pill> : <Pill>not used</Pill>}>
    <p>
      Pays what neither a bank nor PayPal carries: the program sends it signed orders, and asks what became of them.
    </p>
    {host ? (
      <p class="small">
        Orders go to {host}. The secret that signs them is on <a href="/ops/payouts">Payouts</a>.
      </p>
    ) : (
      <p class="soft small">
        Its address is a field of the <a href="/ops/policy">policy</a>. Files for banks and PayPal need none.
      </p>
    )}
  </Card>
);

const Secrets = () => (
  <section class="card" aria-labelledby="secrets">
    <h2 id="secrets">Changing a secret</h2>
    <p>
      Several secrets of a kind are valid side by side. Add the new one, let the sender use it, then remove the old one:
      no message is lost. A change is heard of within a minute.
    </p>
    <Code text={READ_SECRET} what="how to read the secrets" />
    <Code text={WRITE_SECRET} what="how to write the secrets" />
    <p class="small">
      A new secret: <code class="break">echo whsec_$(openssl rand -base64 32)</code>. <code>first</code> was made with
      the stage; the sender knows it with <code>whsec_</code> before it.
    </p>
    <Note kind="plain">Secrets are never shown here. Whoever may read them in AWS may sign.</Note>
  </section>
);
