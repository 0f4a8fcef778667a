const compiled = new Map<string, RegExp>();

const expressionFor = (key: string, pattern: string, anything: (rest: string) => string, flags: string): RegExp => {
  const known = compiled.get(key);
  if (known) return known;
  let source = '';
  for (const [at, character] of [...pattern].entries()) {
    if (character === '*') source += anything([...pattern].slice(at + 1).join(''));
    else source += character === '?' ? '.' : character.replace(/[.+^${}()|[\]\\]/, '\\$&');
  }
  const made = new RegExp(`^${source}$`, flags);
  compiled.set(key, made);
  return made;
};

/** `*` is any run of characters, `?` any one; as IAM has it in actions and `StringLike`. */
export const matches = (pattern: string, value: string, ignoreCase = false): boolean => {
  if (pattern === '*' || pattern === value) return true;
  if (!ignoreCase && !/[*?]/.test(pattern)) return false;
  const key = `${ignoreCase ? 'i' : 'c'}${pattern}`;
  return expressionFor(key, pattern, () => '.*', ignoreCase ? 'is' : 's').test(value);
};

/** The same for a `Resource`: a `*` inside a part between colons stays in it, one at a part's end goes on beyond. */
export const matchesResource = (pattern: string, arn: string): boolean => {
  if (pattern === '*' || pattern === arn) return true;
  if (!/[*?]/.test(pattern)) return false;
  return expressionFor(`r${pattern}`, pattern, (rest) => (/^(:|$)/.test(rest) ? '.*' : '[^:]*'), 's').test(arn);
};

/** `ArnLike` and `ArnEquals`: each of the six parts by itself. */
export const matchesArn = (pattern: string, arn: string): boolean => {
  const partsOf = (text: string): readonly string[] => {
    const [a = '', b = '', c = '', d = '', e = '', ...rest] = text.split(':');
    return [a, b, c, d, e, rest.join(':')];
  };
  const held = partsOf(arn);
  return partsOf(pattern).every((part, at) => matches(part, held[at] ?? ''));
};
