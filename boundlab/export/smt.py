from boundlab.errors import BoundlabError
def smt(certificate): raise BoundlabError("later")
