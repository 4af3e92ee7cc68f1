/** What runs can be found by in Temporal's UI, where the cluster has these attributes. Typed as the SDK's keys are. */
export const scopeKey = { name: 'GreenlightScope', type: 'KEYWORD_LIST' } as const;
export const triggerKey = { name: 'GreenlightTrigger', type: 'KEYWORD' } as const;
export const statusKey = { name: 'GreenlightStatus', type: 'KEYWORD' } as const;
