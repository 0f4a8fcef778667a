/**
 * Each of the SDK's commands makes itself a stack of middleware, which nobody asks for when the call goes the short way:
 * this makes it when somebody does.
 */
export const late = <Stack extends object>(make: () => Stack): Stack => {
  let stack: Stack | undefined;
  const made = (): Stack => {
    stack ??= make();
    return stack;
  };
  return new Proxy({} as Stack, { get: (_, name) => Reflect.get(made(), name) });
};
