/** Called now and then in long work. The caller may end the work by throwing; what it was working on is then of no use. */
// @ts-ignore: decorator
@external("env", "pause")
export declare function pause(): void;
