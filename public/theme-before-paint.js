// Sets the chosen theme before the first paint, so that a dark page never flashes white. The page itself reads the same
// preferences with validation afterwards; whatever is wrong here leaves the system's theme.
try {
  const { theme } = JSON.parse(localStorage.getItem('trainyard.preferences') ?? '{}');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // No storage, or something else in it.
}
