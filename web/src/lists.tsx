import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { api } from './api.ts';
import { Show, useAction, useLoad, WhyNot } from './ui.tsx';

/** What a list says while there is nothing in it: that, and what will bring something. */
export const Empty = ({ children }: { children: ComponentChildren }) => <div class="card empty">{children}</div>;

/** Things one below the other, on one sheet. */
export const Rows = ({ children }: { children: ComponentChildren }) => <ul class="card rows">{children}</ul>;

interface RowParts {
  readonly href: string;
  readonly title: ComponentChildren;
  /** How it stands, at the end of the line. */
  readonly end?: ComponentChildren;
  readonly children?: ComponentChildren;
}

export const Row = ({ href, title, end, children }: RowParts) => (
  <li>
    <div class="row between">
      <h2>
        <a href={href}>{title}</a>
      </h2>
      <span class="row">{end}</span>
    </div>
    {children}
  </li>
);

/** Parts of a page of which one is shown. */
export const Tabs = <Name extends string>(props: {
  label: string;
  parts: readonly (readonly [name: Name, text: string, ...unknown[]])[];
  chosen: Name;
  choose: (name: Name) => void;
}) => (
  <nav class="tabs" aria-label={props.label}>
    {props.parts.map(([name, text]) => (
      <button key={name} type="button" aria-pressed={name === props.chosen} onClick={() => props.choose(name)}>
        {text}
      </button>
    ))}
  </nav>
);

interface Page {
  readonly cursor?: string;
}

/** A list that the server gives page by page; further pages are added below. */
export function Paged<P extends Page, One>(props: {
  path: string;
  of: (page: P) => readonly One[];
  empty: ComponentChildren;
  children: (rows: readonly One[]) => ComponentChildren;
}) {
  const { path } = props;
  const first = useLoad(() => api.get<P>(path), path);
  const [added, setAdded] = useState<{ to: P | undefined; pages: readonly P[] }>({ to: undefined, pages: [] });
  const action = useAction();
  return (
    <Show of={first}>
      {(page) => {
        const further = added.to === page ? added.pages : [];
        const rows = [page, ...further].flatMap(props.of);
        const { cursor } = further.at(-1) ?? page;
        const more = async (): Promise<void> => {
          const query = new URLSearchParams({ cursor: cursor ?? '' });
          const next = await api.get<P>(`${path}${path.includes('?') ? '&' : '?'}${query}`);
          setAdded({ to: page, pages: [...further, next] });
        };
        return (
          <>
            {rows.length === 0 ? <Empty>{props.empty}</Empty> : props.children(rows)}
            <WhyNot refused={action.refused} />
            {cursor ? (
              <button type="button" class="quiet" disabled={action.busy} onClick={() => void action.run(more)}>
                More
              </button>
            ) : null}
          </>
        );
      }}
    </Show>
  );
}
