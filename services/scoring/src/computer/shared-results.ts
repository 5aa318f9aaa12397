/**
 * Makes what has the same key once, for all who ask while it is made and after; keeps those that were asked for last.
 * What could not be made is tried again.
 */
export class SharedResults<Result> {
  private readonly results = new Map<string, Promise<Result>>();

  /** @param most kept */
  constructor(private readonly most: number) {}

  of(key: string, make: () => Promise<Result>): Promise<Result> {
    const result = this.results.get(key) ?? this.begin(key, make);
    this.results.delete(key);
    this.results.set(key, result);
    const [oldest] = this.results.keys();
    if (this.results.size > this.most && oldest !== undefined) this.results.delete(oldest);
    return result;
  }

  private begin(key: string, make: () => Promise<Result>): Promise<Result> {
    const result = make();
    result.catch(() => {
      if (this.results.get(key) === result) this.results.delete(key);
    });
    return result;
  }
}
