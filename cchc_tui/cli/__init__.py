"""The command line: one face over the services. stdout is data, stderr is talk."""
