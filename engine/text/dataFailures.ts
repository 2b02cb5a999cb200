/** What a `Failure` tells a person: what happened, and what to do about it. */
interface Words {
  readonly message: string;
  readonly remedy: string;
}

export const sampleUnknown = (id: string, known: readonly string[]): Words => ({
  message: `There is no sample called “${id}”.`,
  remedy: `Choose one of ${known.join(', ')}.`,
});
