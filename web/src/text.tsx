/** Headings `## `, list items `- `, paragraphs parted by an empty line: how texts of the program are written. */
export const ProgramText = ({ text }: { text: string }) => (
  <>
    {text.split(/\n\s*\n/).map((block, index) => {
      const key = `${index}-${block.slice(0, 12)}`;
      if (block.startsWith('## ')) {
        const [head = '', ...rest] = block.split('\n');
        return (
          <div key={key}>
            <h3>{head.slice(3)}</h3>
            {rest.length > 0 ? <ProgramText text={rest.join('\n')} /> : null}
          </div>
        );
      }
      if (block.startsWith('# ')) return <h2 key={key}>{block.slice(2)}</h2>;
      if (block.startsWith('- ')) {
        return (
          <ul key={key}>
            {block.split(/\n(?=- )/).map((item) => (
              <li key={item}>{item.slice(2).replaceAll('\n', ' ')}</li>
            ))}
          </ul>
        );
      }
      return <p key={key}>{block.replaceAll('\n', ' ')}</p>;
    })}
  </>
);

/** A word of the program's own, as people write it: `asia-pacific` is `Asia pacific`. */
export const spoken = (name: string): string =>
  name.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
