declare module 'vitest' {
  /** What the global set-up gives to every test. */
  export interface ProvidedContext {
    /** `host:port` of the Temporal server of this test run. */
    temporalAddress: string;
    /** The migrated template database; tests copy it. */
    postgresUrl: string;
  }
}
export {};
