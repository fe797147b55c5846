self.help = () => "helped";
