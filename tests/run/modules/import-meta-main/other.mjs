// A module that is imported.
export const isMain = () => import.meta.main;
