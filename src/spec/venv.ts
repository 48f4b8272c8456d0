/** The virtual environment of every image: root's, and where no directory above it is the user's. */
export const VENV = '/opt/app.venv';
